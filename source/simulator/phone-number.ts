import {parsePhoneNumberFromString} from 'libphonenumber-js';

const EMERGENCY = new Set(['000', '100', '101', '110', '112', '118', '119', '911', '999']);

/** A phone number that was understood. */
export type PhoneNumber = {readonly e164: string; readonly isUs: boolean};

/** Reads a phone number: international, or as it is written in the United States. Undefined when it is none. */
export function phoneNumberOf(text: unknown): PhoneNumber | undefined {
  if (typeof text !== 'string') return undefined;
  const parsed = parsePhoneNumberFromString(text, 'US');
  if (!parsed?.isPossible()) return undefined;
  return {e164: parsed.number, isUs: parsed.countryCallingCode === '1'};
}

/** Whether this is a number for help in need, which nobody may block or be called from. */
export const isEmergencyNumber = (text: string): boolean => EMERGENCY.has(text.replaceAll(/\D/g, ''));

/** E.164 as the API prints its own numbers: `+1 312-555-0140`; others as they are. */
export const printedNumber = (e164: string): string => e164.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1-$2-$3');
