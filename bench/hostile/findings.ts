/** How an output has stood up to hostile strings. */
export type OutputRow = {readonly output: string; strings: number; looked: string; violations: number};

/** Gathers what was looked at and what is wrong, output by output. */
export class Findings {
  readonly rows: OutputRow[] = [];
  readonly samples: string[] = [];

  /** The row of an output; made where there is none. */
  row(output: string): OutputRow {
    const found = this.rows.find(row => row.output === output);
    if (found) return found;
    const row = {output, strings: 0, looked: '', violations: 0};
    this.rows.push(row);
    return row;
  }

  /** Notes what is wrong; the first ones of each output are kept word for word, as JSON. */
  add(output: string, problems: readonly string[]): void {
    const row = this.row(output);
    for (const problem of problems) {
      row.violations += 1;
      if (row.violations <= 5) this.samples.push(`${output}: ${problem}`);
    }
  }

  get violations(): number {
    return this.rows.reduce((sum, {violations}) => sum + violations, 0);
  }
}
