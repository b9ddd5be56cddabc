import {createRandom, type Random} from '../../source/simulator/floor/random.js';

/** Strings that try to be more than text, one after the other from a seed. */
export type HostileStrings = {
  readonly next: () => string;
  /** How many were handed out. */
  readonly count: () => number;
  readonly random: Random;
};

/** What has gone wrong in terminals, spreadsheets and logs before. */
const KNOWN: readonly string[] = [
  '\x1b[2J\x1b[H',
  '\x1b]0;owned\x07',
  '\x1b]52;c;cm0gLXJmIH4=\x07',
  '\x1b]8;;https://example.com/\x1b\\here\x1b]8;;\x1b\\',
  '\x1bP$q"p\x1b\\',
  '\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\',
  '\x1b_Gf=100;AAAA\x1b\\',
  '\x1b^private\x1b\\',
  '\x1bXstart\x1b\\',
  '\x1bc',
  '\x1b#8',
  '\x1b(0lqqk\x1b(B',
  '\x0e\x0f\x05\x07\x08\x7f',
  '\x9b31m\x9d0;owned\x9c\x90q\x9c\x84\x85\x88\x8d',
  '\x1b[?1049l\x1b[?25h\x1b[?2004l\x1b[!p',
  '\x1b[20t\x1b[21t\x1b[>c\x1b[6n\x1b[?1000h',
  '\x1b[5i\x1b[4i',
  'one\r\ntwo\rthree\nfour\vfive\fsix\tseven',
  'a\u2028b\u2029c\u0085d',
  '\u202eevil\u202c \u2066x\u2069 \u200f\u061c',
  'a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u034fh',
  '\u{e0001}\u{e0041}\u{e0042}\u{e007f}',
  '\ufe0e\ufe0f\u{e0100}\u180b',
  '\u3164\uffa0\u115f\u1160\u17b4',
  '👩‍👩‍👧‍👦👍🏽🏴\u{e0067}\u{e0062}\u{e007f}1️⃣🇩🇪🇦🇦❤️',
  '漢字かなｶﾞ한국어ﾊﾟ',
  '\u1112\u1161\u11ab\u1161\u11ab',
  'क्षत्रिय বাংলা ക്ഷ ກຳ กำลัง ខ្មែរ မြန်မာ',
  '\u0d4eക\u{111c2}a',
  'Z̸̡̢a̶̧l̵̨g̷o',
  '\ud800',
  '\udfff\ud83d',
  '\u0000',
  '=HYPERLINK("http://example.com","x")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠A1',
  '";=1+1;"',
  '"\n=1+1\n"',
  '\u001b[38;5;197mred\u001b[48;2;1;2;3mback',
  '%1b%5b2J\\x1b[2J\\u001b[2J&#27;[2J',
  '$(reboot)`reboot`; rm -rf ~',
  '__proto__',
  'constructor',
  '',
  ' ',
];

const MARKS = ['\u0301', '\u0323', '\u20dd', '\u0e48', '\u0651', '\u094d', '\u0903', '\u20e3'];
const LETTERS = ['a', 'Z', ' ', '界', 'é', 'ß', 'क', 'ก', '한', '😀', '©', '½', '…', '￥', '｡'];

/** A control sequence as terminals know them, and as they do not. */
function sequence(random: Random): string {
  const numbers = Array.from({length: random.below(4)}, () => String(random.below(3000))).join(random.pick([';', ':']));
  const csi = random.pick(['\x1b[', '\x9b']);
  const end = random.pick(['\x07', '\x1b\\', '\x9c', '']);
  switch (random.below(5)) {
    case 0:
      return csi + random.pick(['', '?', '>', '=', '!']) + numbers + String.fromCharCode(0x40 + random.below(0x3f));
    case 1:
      return `${random.pick(['\x1b]', '\x9d'])}${random.pick(['0', '2', '4', '8', '10', '11', '52', '104', '133', '777', '1337'])};${random.pick(['c;YQ==', '?', 'x', ';http://a/'])}${end}`;
    case 2:
      return random.pick(['\x1bP', '\x90', '\x1b_', '\x9f', '\x1b^', '\x9e', '\x1bX', '\x98']) + numbers + end;
    case 3:
      return `\x1b${random.pick(['#', '(', ')', '*', '%', ' ', '$', ''])}${String.fromCharCode(0x30 + random.below(0x4f))}`;
    default:
      return String.fromCharCode(random.pick([random.below(32), 0x7f, 0x80 + random.below(32)]));
  }
}

/** Signs of frames, and `¦`: harmless text that is left out, because the screen is judged by where these stand. */
const MEASURES = /[\u2500-\u257f\u00a6]/g;

/** Any code unit, lone surrogates among them, or any code point. */
function anyCharacter(random: Random): string {
  const code = random.weighted([
    [random.below(0x10000), 4],
    [random.below(0x110000), 2],
    [0x2000 + random.below(0x70), 2],
    [0x0900 + random.below(0x900), 1],
    [0x1f000 + random.below(0x1000), 1],
  ]);
  return code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
}

const times = (count: number, make: () => string): string => Array.from({length: count}, make).join('');

/** The bytes of a text with some of them changed, decoded again as an answer is. */
function brokenBytes(random: Random, text: string): string {
  const bytes = Buffer.from(text);
  for (let hits = 0; hits < 3 && bytes.length > 0; hits += 1) bytes[random.below(bytes.length)] = random.below(256);
  return bytes.toString('utf8');
}

function draw(random: Random): string {
  const word = () => times(1 + random.below(8), () => random.pick(LETTERS));
  const kinds: readonly (readonly [() => string, number])[] = [
    [() => random.pick(KNOWN), 5],
    [() => word() + random.pick(KNOWN) + word(), 5],
    [() => times(1 + random.below(4), () => sequence(random) + word()), 5],
    [() => times(random.below(60), () => anyCharacter(random)), 6],
    [
      () => times(1 + random.below(12), () => random.pick(LETTERS) + times(random.below(3), () => random.pick(MARKS))),
      3,
    ],
    [() => word() + random.pick(MARKS).repeat(random.below(400)) + word(), 1],
    [() => brokenBytes(random, word() + random.pick(KNOWN)), 2],
    [() => `${random.pick(['=', '+', '-', '@', '\t', '\r', '\n=', '＝', '＋', '－', '＠', ' ='])}${word()}`, 2],
    [() => word().repeat(200 + random.below(600)), 0.05],
    [() => times(3000, () => random.pick(LETTERS) + random.pick(MARKS)), 0.02],
  ];
  return random.weighted(kinds)();
}

export function hostileStrings(seed: number): HostileStrings {
  const random = createRandom(seed);
  let count = 0;
  return {
    random,
    count: () => count,
    next: () => {
      count += 1;
      return draw(random).replaceAll(MEASURES, '');
    },
  };
}
