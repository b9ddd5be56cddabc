/** A settings file that is wrong, and holds a token or secret where none belongs. */
export type Mistake = {readonly text: string; readonly environment: NodeJS.ProcessEnv};

const profile = (lines: string): string =>
  `profiles:\n  default:\n    subdomain: acme\n    domain: example.com\n${lines}\n`;

export function settingsMistakes(token: string, secret: string): readonly Mistake[] {
  const inEnvironment = {FLOORWALKER_TOKEN: token};
  const quoted = JSON.stringify(token);
  const quotedSecret = JSON.stringify(secret);
  return [
    {text: profile(`    token: ${quoted}`), environment: {}},
    {text: profile(`    apiToken: ${quoted}`), environment: {}},
    {text: profile(`    companySecret: ${quotedSecret}`), environment: inEnvironment},
    {text: profile(`    tokenFile: [${quoted}]`), environment: {}},
    {text: profile(`    tokenFile: ${quoted}`), environment: {}},
    {text: profile(`    companySecretFile: ${quotedSecret}\n    tokenCommand: [echo, ${quoted}]`), environment: {}},
    {text: profile(`    tokenCommand: ${quoted}`), environment: {}},
    {text: profile(`    tokenCommand: [/nonexistent/command, ${quoted}]`), environment: {}},
    {text: profile(`    tokenCommand: [/bin/sh, -c, "exit 3", ${quoted}]`), environment: {}},
    {text: profile(`    token: ${quoted} ${quotedSecret}`), environment: {}},
    {text: profile(`    token: "${secret.slice(0, 8)}\n  ${quoted}: [`), environment: {}},
    {text: profile(`    rate: ${quoted}`), environment: inEnvironment},
    {text: profile(`    languages: [${quoted}]`), environment: inEnvironment},
    {text: profile(''), environment: {FLOORWALKER_TOKEN: `${token} ${token}`}},
    {
      text: profile(''),
      environment: {
        FLOORWALKER_TOKEN: `${token}\n`,
        FLOORWALKER_BASE_URL: `https://acme:${encodeURIComponent(token)}@127.0.0.1:1`,
      },
    },
  ];
}
