/** One page of a list. `sizeKey`: the query key that carries the page's size. */
type Page = {
  readonly url: string;
  readonly sizeKey: 'per' | 'per_page';
  readonly page: number;
  readonly per: number;
  readonly total: number;
};

/** Headers that tell how a paged list goes on: Link, Total and Per-Page. */
export function pagingHeaders({url, sizeKey, page, per, total}: Page): Readonly<Record<string, string>> {
  const last = Math.max(1, Math.ceil(total / per));
  const link = (to: number, rel: string): string => `<${url}?page=${to}&${sizeKey}=${per}>; rel="${rel}"`;
  const links = [
    ...(page > 1 ? [link(1, 'first'), link(Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
  ];
  return {total: String(total), 'per-page': String(per), ...(links.length > 0 ? {link: links.join(', ')} : {})};
}
