import type {Duplex} from 'node:stream';
import type {Dispatcher} from 'undici';

/** What of undici's parser is needed; it is kept under a symbol of the connection's socket. */
type Parser = {
  paused: boolean;
  ptr: number | null;
  readonly llhttp: {readonly llhttp_resume: (ptr: number) => void};
  execute: (bytes: Buffer) => void;
  finish: () => Error | null;
};

const NOTHING = Buffer.alloc(0);
/** So often at most a parser stops with nothing left to read. */
const STOPS = 4;

/** The value under the symbol of that name. */
function hidden(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null) return undefined;
  const symbol = Object.getOwnPropertySymbols(holder).find(one => one.description === name);
  return symbol && Reflect.get(holder, symbol);
}

const isParser = (value: unknown): value is Parser =>
  typeof value === 'object' && value !== null && 'finish' in value && 'paused' in value && 'llhttp' in value;

/**
 * Lets an answer end whose last piece is still being taken when the connection is closed (`Connection: close`). undici 7
 * then ends the whole process by an assertion that nobody can catch (nodejs/undici#5360; mended in 8, which wants Node 22):
 * here its parser goes on first. Returns the dispatcher.
 */
export function endPaused<D extends Dispatcher>(dispatcher: D): D {
  dispatcher.on('connect', (_origin, targets) => {
    const socket = hidden(targets.at(-1), 'socket') as Duplex | undefined;
    const parser = hidden(socket, 'parser');
    if (!socket || !isParser(parser)) return;
    const finish = parser.finish.bind(parser);
    const goOn = (): void => {
      if (parser.paused && parser.ptr !== null) parser.llhttp.llhttp_resume(parser.ptr);
      parser.paused = false;
    };
    parser.finish = () => {
      // Whoever paused is not asked again, so that the parser stops behind each piece anew: at its end, and at the answer's.
      for (let left = STOPS; left > 0 && parser.paused && parser.ptr !== null; ) {
        goOn();
        const piece = socket.read() as Buffer | null;
        if (piece === null) left -= 1;
        parser.execute(piece ?? NOTHING);
      }
      goOn();
      return parser.ptr === null ? null : finish();
    };
  });
  return dispatcher;
}
