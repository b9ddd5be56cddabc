import type {Segment} from './line.js';

/** Which tenant this is, in the colour that the profile gives it: in the header and in every confirmation. */
export const tenantBadge = (facts: {readonly tenant: string; readonly badge: string | null} | undefined): Segment => ({
  text: ` ${facts?.tenant ?? ''} `,
  inverse: true,
  bold: true,
  ...(facts?.badge ? {colour: facts.badge} : {}),
});
