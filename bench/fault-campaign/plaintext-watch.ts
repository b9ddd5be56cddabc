/** Finds secrets in bytes that others on the way can read. */
export type PlaintextWatch = {
  /** Looks at a stream of its own, piece by piece; `where` names it. */
  readonly stream: (where: string) => (piece: Buffer) => void;
  /** Something that no byte shows, such as a tunnel to a place where the console has no business. */
  readonly found: (what: string) => void;
  /** Sentences for all that was found, oldest first; each once. */
  readonly breaches: () => readonly string[];
};

/** `secrets` are looked for as they stand, with the name of the header that would carry them. */
export function watchPlaintext(secrets: readonly string[]): PlaintextWatch {
  const wanted = [...secrets.map(one => one.toLowerCase()), 'authorization:'];
  const longest = Math.max(...wanted.map(one => one.length));
  const breaches = new Set<string>();
  return {
    stream: where => {
      // A secret may lie across two pieces.
      let tail = '';
      return piece => {
        const text = tail + piece.toString('latin1').toLowerCase();
        if (wanted.some(one => text.includes(one))) breaches.add(`credentials were readable for ${where}`);
        tail = text.slice(1 - longest);
      };
    },
    found: what => breaches.add(what),
    breaches: () => [...breaches],
  };
}
