import {findPhoneNumbersInText} from 'libphonenumber-js';

/** What a pasted text holds: numbers in E.164, each once, and pieces with digits that are none. */
export type ReadNumbers = {readonly numbers: readonly string[]; readonly others: readonly string[]};

/** Most numbers that are taken at a time. */
export const MOST_NUMBERS = 5000;
/** Pieces that are told as no numbers. */
const MOST_OTHERS = 200;

/**
 * Finds the phone numbers of a text, in international form, however they are written and parted: one a line, with commas,
 * in a spreadsheet's columns. What stands between them and has digits is told, so that no mistyped number is lost.
 */
export function readNumbers(text: string): ReadNumbers {
  const numbers = new Set<string>();
  const between: string[] = [];
  // Line by line: a number never goes over the end of a line.
  for (const line of text.split(/[\r\n]+/)) {
    let from = 0;
    for (const {startsAt, endsAt, number} of findPhoneNumbersInText(line)) {
      between.push(line.slice(from, startsAt));
      from = endsAt;
      numbers.add(number.number);
    }
    between.push(line.slice(from));
  }
  const others = between.flatMap(piece => piece.split(/[,;\t]+/)).map(piece => piece.trim());
  return {
    numbers: [...numbers].slice(0, MOST_NUMBERS),
    others: [...new Set(others.filter(piece => /\d/.test(piece)))].slice(0, MOST_OTHERS),
  };
}
