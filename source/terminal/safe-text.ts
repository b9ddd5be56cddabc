/** Marks that may follow one base character; languages need at most three or four, floods use hundreds. */
const marksPerBase = 4;

const plain = /^[\x20-\x7e]*$/;
const control = /^[\x00-\x1f\x7f]$/;
/** Emoji variants and skin tones: terminals disagree about their width, and the base character says what is meant. */
const dropped = /^[\u180b-\u180d\u180f\ufe00-\ufe0f\u{1f3fb}-\u{1f3ff}\u{e0100}-\u{e01ef}]$/u;
/** C1, bidi marks, zero width, soft hyphen, line and paragraph separators, lone surrogates, fillers, unassigned. */
const unsafe = /^[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]$/u;
const mark = /^\p{M}$/u;

/** U+2400..U+2421: the visible pictures of C0 controls and DEL. */
const pictureOf = (character: string): string => {
  const code = character.charCodeAt(0);
  return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
};

/**
 * The one boundary for text that came from the server (or from anywhere outside): what it returns cannot move the
 * cursor, change a mode, reverse or hide its neighbours, or join the cell before it. C0 controls become their pictures
 * (`␛`, `␊`), other controls, bidi and zero-width characters become `�`, a flood of combining marks is thinned out, and
 * more than `limit` code points are cut with `…`. Idempotent for the same limit.
 */
export const safeText = (value: string, limit = 200): string => {
  if (value.length <= limit && plain.test(value)) {
    return value;
  }

  const kept: string[] = [];
  // A mark that leads the text has no base of its own and would join whatever was printed before it.
  let marks = marksPerBase;
  let hasBase = false;

  for (const character of value) {
    if (dropped.test(character)) {
      continue;
    }

    if (mark.test(character) && !unsafe.test(character) && hasBase) {
      if (marks >= marksPerBase) {
        continue;
      }

      marks += 1;
      kept.push(character);
    } else {
      hasBase = true;
      marks = 0;
      const isUnsafe = unsafe.test(character) || mark.test(character);
      kept.push(control.test(character) ? pictureOf(character) : isUnsafe ? '�' : character);
    }

    if (kept.length > limit) {
      return limit < 1 ? '' : `${kept.slice(0, limit - 1).join('')}…`;
    }
  }

  return kept.join('');
};
