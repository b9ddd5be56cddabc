/** `[#####.....] 50 %`, as wide as `width` between the brackets; drawn in ASCII so that it shows everywhere. */
export function progressBar(done: number, total: number, width = 30): string {
  const part = total > 0 ? Math.min(1, done / total) : 0;
  const filled = Math.round(part * width);
  return `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${Math.floor(part * 100)} %`;
}
