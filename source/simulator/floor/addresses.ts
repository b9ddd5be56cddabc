import type {Random} from './random.js';

/** Where a user sits, and the address that the platform sees. */
export type Seat = {readonly location: string; readonly address: string};

/** Where the tenant has offices. */
export const LOCATIONS = ['Lyon', 'Dublin', 'Lisbon', 'Gdańsk', 'Montréal'] as const;
type Location = (typeof LOCATIONS)[number];

const hex = (value: number): string => value.toString(16);

// Lyon and Dublin are on private office ranges; Lisbon is on IPv6 only; the other two have a bit of both.
function officeAddress(location: Location, random: Random): string {
  const host = `${random.below(16)}.${1 + random.below(254)}`;
  const ipv6 = `2001:db8:${hex(0x20 + LOCATIONS.indexOf(location))}::${hex(1 + random.below(0xfffe))}`;
  if (location === 'Lyon') return `10.20.${host}`;
  if (location === 'Dublin') return `10.30.${host}`;
  if (location === 'Lisbon' || random.chance(0.5)) return ipv6;
  return `10.${location === 'Gdańsk' ? 40 : 50}.${host}`;
}

// Documentation ranges stand for home connections: nobody real is ever named.
function homeAddress(random: Random): string {
  if (random.chance(0.2)) return `2001:db8:f000:${hex(random.below(0x10000))}::${hex(1 + random.below(0xfffe))}`;
  return `${random.chance(0.5) ? '203.0.113' : '198.51.100'}.${1 + random.below(254)}`;
}

/** Draws a seat: about one in five works from home. */
export function drawSeat(random: Random): Seat {
  const location = random.weighted<Location>([
    ['Lyon', 0.34],
    ['Dublin', 0.3],
    ['Lisbon', 0.16],
    ['Gdańsk', 0.12],
    ['Montréal', 0.08],
  ]);
  return {location, address: random.chance(0.2) ? homeAddress(random) : officeAddress(location, random)};
}
