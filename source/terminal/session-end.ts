/**
 * Why a terminal session ended. `left`: by the program's own choice; `interrupted`: SIGINT; `terminated`: SIGTERM;
 * `lost`: the terminal is gone (SIGHUP, end of input, output that fails); `crashed`: an error nobody caught.
 */
export type SessionEnd =
  | {readonly reason: 'left'; readonly code: number}
  | {readonly reason: 'interrupted'; readonly code: 0}
  | {readonly reason: 'terminated'; readonly code: 143}
  | {readonly reason: 'lost'; readonly code: 129}
  | {readonly reason: 'crashed'; readonly code: 1; readonly error: unknown};
