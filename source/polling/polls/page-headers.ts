import type {Answer} from '../../api/client.js';

type Headers = Pick<Answer<unknown>, 'header'>;

/** Whether `Link` names a next page; null when there is no such header. */
export function hasNextPage(answer: Headers): boolean | null {
  const link = answer.header('link');
  return link ? /;\s*rel\s*=\s*("[^"]*\bnext\b[^"]*"|next\b)/i.test(link) : null;
}

/** `Total`: how many records there are over all pages; null when it is not told. */
export const totalOf = (answer: Headers): number | null => numberOf(answer.header('total'));

/** `Per-Page`: how many records a full page holds; null when it is not told. */
export const pageSizeOf = (answer: Headers): number | null => numberOf(answer.header('per-page'));

/** A positive whole number; null when the header is absent or says something else. */
const numberOf = (header: string | undefined): number | null =>
  header !== undefined && /^\d+$/.test(header.trim()) && Number(header) > 0 ? Number(header) : null;
