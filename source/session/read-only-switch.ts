/** Why no operation that writes is begun while it is on. */
export const READ_ONLY_REASON =
  'This console is read-only. Read-only on or off (O, or the palette) allows changes once the name of the tenant is typed.';

/** Whether operations that write may be sent. The client asks it for each request, so nothing that waits slips through. */
export class ReadOnlySwitch {
  #isOn: boolean;
  readonly #listeners = new Set<(isOn: boolean) => void>();

  constructor(isOn: boolean) {
    this.#isOn = isOn;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  set(isOn: boolean): void {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    for (const listener of this.#listeners) listener(isOn);
  }

  listen(listener: (isOn: boolean) => void): void {
    this.#listeners.add(listener);
  }
}
