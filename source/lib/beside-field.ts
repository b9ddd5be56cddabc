/** A problem as it is said beside its field, where the names of operation and field stand already. */
export const besideField = (problem: string): string =>
  problem.replace(/^\w+: (?:parameter|query key|body field) [^\s:]+: /, '');
