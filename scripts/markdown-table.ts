/** A cell of a Markdown table. */
export const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Text as code, in a cell. */
export const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${cell(text)}\``);

/** A Markdown table; cells are given as they are to stand. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
