/** Marks that may follow one base character; languages need at most three or four, floods use hundreds. */
const marksPerBase = 4;

const plain = /^[\x20-\x7e]*$/;
/** Letters that are drawn into whatever stands behind them, beyond the format characters of that kind. */
const prepended =
  '\\u0d4e\\u{111c2}\\u{111c3}\\u{113d1}\\u{1193f}\\u{11941}\\u{11a3a}\\u{11a84}-\\u{11a89}\\u{11d46}\\u{11f02}';
/** C1, bidi marks, zero width, soft hyphen, line and paragraph separators, lone surrogates, fillers, unassigned. */
const invisible = '\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}';
/** Vowels and ends of Hangul syllables count only where a whole syllable could be made of them. */
const unsafe = new RegExp(`^[${invisible}${prepended}\\u1160-\\u11ff\\ud7b0-\\ud7ff]$`, 'u');
/** Text in which nothing needs a look: no marks, nothing unsafe, nothing of which terminals disagree how wide it is. */
const harmless = new RegExp(
  `^[^${invisible}${prepended}\\p{M}\\p{Emoji_Modifier}\\p{Regional_Indicator}\\u1100-\\u11ff\\ua960-\\ua97f\\ud7b0-\\ud7ff\\u0e33\\u0eb3]*$`,
  'u',
);
const control = /^[\x00-\x1f\x7f]$/;
/** Emoji variants, skin tones and keycaps: terminals disagree about their width, and the base says what is meant. */
const dropped = /^[\u180b-\u180d\u180f\u20e3\ufe00-\ufe0f\u{1f3fb}-\u{1f3ff}\u{e0100}-\u{e01ef}]$/u;
const mark = /^\p{M}$/u;
const letter = /^\p{L}$/u;
/** Signs that join the consonants around them into one (virama, coeng): some terminals draw that in fewer columns. */
const linker =
  /^[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2\u1a60\u1b44\u1bab\ua9c0\uaaf6\u{10a3f}\u{11133}\u{113d0}\u{1193e}\u{11a47}\u{11a99}\u{11f42}]$/u;
const nonJoiner = '\u200c';

const hangulPieces = /[\uac00-\ud7a3]?[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+/g;
const thaiAm = /([\u0e48-\u0e4b]{0,2})\u0e33/g;
const laoAm = /([\u0ec8-\u0ecb]{0,2})\u0eb3/g;
const flag = /\p{Regional_Indicator}/gu;

/**
 * The same text in characters that every terminal gives the same columns: Hangul in whole syllables, the Thai and Lao AM
 * as its two parts, flags as the letters that they are made of.
 */
const evenlyWide = (value: string): string =>
  value
    .replaceAll(hangulPieces, pieces => pieces.normalize('NFC'))
    .replaceAll(thaiAm, '\u0e4d$1\u0e32')
    .replaceAll(laoAm, '\u0ecd$1\u0eb2')
    .replaceAll(flag, half => String.fromCharCode((half.codePointAt(0) ?? 0) - 0x1f1e6 + 0x41));

/** U+2400..U+2421: the visible pictures of C0 controls and DEL. */
const pictureOf = (character: string): string => {
  const code = character.charCodeAt(0);
  return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
};

const cutAt = (kept: readonly string[], limit: number): string => {
  const first = kept.slice(0, Math.max(0, limit - 1));
  if (first.at(-1) === nonJoiner) first.pop();
  return limit < 1 ? '' : `${first.join('')}…`;
};

/**
 * The one boundary for text that came from the server (or from anywhere outside): what it returns cannot move the
 * cursor, change a mode, reverse or hide its neighbours, or join the cell before it. C0 controls become their pictures
 * (`␛`, `␊`), other controls, bidi and zero-width characters become `�`, a flood of combining marks is thinned out, and
 * more than `limit` code points are cut with `…`. Each of its characters takes the same columns alone as beside the others,
 * so that terminals which count by characters and those which count by what is drawn agree; for that, consonants are kept
 * from joining by U+200C, the only zero-width character that may come out. Idempotent for the same limit.
 */
export const safeText = (value: string, limit = 200): string => {
  if (value.length <= limit && (plain.test(value) || harmless.test(value))) {
    return value;
  }

  const kept: string[] = [];
  // A mark that leads the text has no base of its own and would join whatever was printed before it.
  let marks = marksPerBase;
  let hasBase = false;
  let isLinked = false;

  for (const character of evenlyWide(value)) {
    if (dropped.test(character) || (isLinked && character === nonJoiner)) {
      continue;
    }

    if (mark.test(character) && !unsafe.test(character) && hasBase) {
      if (marks >= marksPerBase) {
        continue;
      }

      marks += 1;
      isLinked ||= linker.test(character);
      kept.push(character);
    } else {
      const isUnsafe = unsafe.test(character) || mark.test(character);
      if (isLinked && !isUnsafe && letter.test(character)) {
        kept.push(nonJoiner);
      }

      hasBase = true;
      marks = 0;
      isLinked = false;
      kept.push(control.test(character) ? pictureOf(character) : isUnsafe ? '�' : character);
    }

    if (kept.length > limit) {
      return cutAt(kept, limit);
    }
  }

  return kept.join('');
};
