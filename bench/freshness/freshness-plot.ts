/** One line of the plot: shares, 0 to 1, at equal distances in time. */
export type Course = {readonly name: string; readonly shares: readonly number[]};

const WIDTH = 640;
const HEIGHT = 300;
const LEFT = 56;
const RIGHT = 150;
const TOP = 20;
const BOTTOM = 40;
/** Distinct without colour as well: each line has a dash of its own. */
const STYLES = [
  {colour: '#b3261e', dash: '2 4'},
  {colour: '#8a6d00', dash: '8 4'},
  {colour: '#0b57d0', dash: ''},
  {colour: '#146c2e', dash: '12 3 2 3'},
  {colour: '#6b6b6b', dash: '4 2'},
];

/** Share of wrong cells over time, as an SVG on a white ground; `seconds` is the width in time. */
export function plotOf(title: string, courses: readonly Course[], seconds: number): string {
  const top = Math.max(...courses.flatMap(({shares}) => shares.slice(1)));
  const limit = Math.ceil(top * 20) / 20;
  const x = (index: number, count: number) => LEFT + ((WIDTH - LEFT - RIGHT) * (index + 0.5)) / count;
  const y = (share: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - Math.min(share, limit) / limit);
  const grid = Array.from({length: 6}, (_, step) => {
    const share = (limit * step) / 5;
    return `<path d="M${LEFT} ${y(share)}H${WIDTH - RIGHT}" stroke="#ddd"/><text x="${LEFT - 6}" y="${y(share) + 4}" text-anchor="end">${(100 * share).toFixed(0)} %</text>`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    part =>
      `<text x="${LEFT + part * (WIDTH - LEFT - RIGHT)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${Math.round((part * seconds) / 60)}</text>`,
  );
  const lines = courses.map(({name, shares}, index) => {
    const {colour = '', dash = ''} = STYLES[index % STYLES.length] ?? {};
    const points = shares.map((share, place) => `${x(place, shares.length).toFixed(1)},${y(share).toFixed(1)}`);
    const legend = TOP + 12 + 20 * index;
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/><path d="M${WIDTH - RIGHT + 10} ${legend}h24" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/><text x="${WIDTH - RIGHT + 40}" y="${legend + 4}">${name}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img"><title>${title}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...grid,
    ...ticks,
    `<text x="${LEFT}" y="${HEIGHT - 6}">minutes since the start</text>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}
