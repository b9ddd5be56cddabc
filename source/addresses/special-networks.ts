/** One network with a name of its own. */
export type SpecialNetwork = {readonly cidr: string; readonly name: string};

/**
 * The networks that are not ordinary public addresses, from IANA's special-purpose registries (RFC 6890). No two of
 * them share an address. ipaddr.js knows most of them too, but calls documentation networks `reserved`, and looks at
 * one address only, where a block may lie across several.
 */
export const specialNetworks: readonly SpecialNetwork[] = [
  {cidr: '0.0.0.0/8', name: 'unspecified'},
  {cidr: '10.0.0.0/8', name: 'private'},
  {cidr: '100.64.0.0/10', name: 'carrier-grade NAT'},
  {cidr: '127.0.0.0/8', name: 'loopback'},
  {cidr: '169.254.0.0/16', name: 'link-local'},
  {cidr: '172.16.0.0/12', name: 'private'},
  {cidr: '192.0.0.0/24', name: 'reserved'},
  {cidr: '192.0.2.0/24', name: 'documentation'},
  {cidr: '192.168.0.0/16', name: 'private'},
  {cidr: '198.18.0.0/15', name: 'benchmarking'},
  {cidr: '198.51.100.0/24', name: 'documentation'},
  {cidr: '203.0.113.0/24', name: 'documentation'},
  {cidr: '224.0.0.0/4', name: 'multicast'},
  {cidr: '240.0.0.0/4', name: 'reserved'},
  {cidr: '::/128', name: 'unspecified'},
  {cidr: '::1/128', name: 'loopback'},
  {cidr: '64:ff9b::/96', name: 'IPv4 translation'},
  {cidr: '64:ff9b:1::/48', name: 'IPv4 translation'},
  {cidr: '100::/64', name: 'discard'},
  {cidr: '2001::/32', name: 'Teredo'},
  {cidr: '2001:2::/48', name: 'benchmarking'},
  {cidr: '2001:db8::/32', name: 'documentation'},
  {cidr: '2002::/16', name: '6to4'},
  {cidr: '3fff::/20', name: 'documentation'},
  {cidr: '5f00::/16', name: 'segment routing'},
  {cidr: 'fc00::/7', name: 'private'},
  {cidr: 'fe80::/10', name: 'link-local'},
  {cidr: 'fec0::/10', name: 'site-local'},
  {cidr: 'ff00::/8', name: 'multicast'},
];
