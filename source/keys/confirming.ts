import type {ActionResult} from '../actions/action-result.js';
import type {PreparedAction} from '../actions/prepared-action.js';
import type {Engine} from '../engine.js';
import {type Stamp, stampOf} from '../lib/clock.js';
import {deferred} from '../lib/deferred.js';
import type {TenantSession} from '../session/tenant-session.js';
import {confirmDialog, type Dialog, type DialogOf} from '../view/dialog.js';
import {textField, textOf} from '../view/text-field.js';
import {topDialog} from '../view/view-state.js';
import type {ViewStore} from '../view/view-store.js';
import {resultDialog} from './answer-dialog.js';
import {type WaitingForSecond, waitForSecond} from './wait-for-second.js';

/** A slot is kept free for a confirmation no longer than this without a key being pressed, ms. */
const LONGEST_HOLD_MS = 10_000;
/** What was agreed to is drawn when it has left, or after this, ms. */
const DRAWN_AFTER_MS = 60;
/** The hold at a countdown's end begins this much before the last slot, for the poll before it to have landed, ms. */
const AHEAD_MS = 250;
/** And outlasts the countdown by this, for the request to get in first, ms. */
const COUNTDOWN_GRACE_MS = 500;
const SECOND_MS = 1000;
const HOLD_REASON = 'a confirmation is open';

/**
 * Takes an action from its dialog to the runner: what was typed, the countdown, and the slot that is held so that the
 * request leaves within one round trip of Enter.
 */
export class Confirming {
  readonly #store: ViewStore;
  readonly #engine: () => Engine | null;
  #countdown: AbortController | null = null;
  #second: WaitingForSecond | null = null;
  /** The action whose last proof was typed, and when. */
  #proven: {readonly actionId: string; readonly at: Stamp} | null = null;

  constructor(store: ViewStore, engine: () => Engine | null) {
    this.#store = store;
    this.#engine = engine;
  }

  /** The dialog for an action; its slot is held from now, or from the moment the typed text matches. */
  open(
    action: PreparedAction,
    again: (() => Dialog) | null = null,
    onEnd: ((result: ActionResult) => void) | null = null,
  ): DialogOf<'confirm'> {
    if (action.typed.length === 0) this.#hold();
    return confirmDialog(action, textField(), again, onEnd);
  }

  /** A key was pressed in the dialog: a hold that ran out may start again. */
  keyPressed(): void {
    const dialog = this.#dialog();
    const budget = this.#engine()?.session.budget;
    if (!dialog || !budget || budget.view().hold) return;
    if (this.#isNextToSend(dialog)) this.#hold();
  }

  /** The text was edited. */
  edited(dialog: DialogOf<'confirm'>): void {
    this.#store.dispatch({type: 'replace', dialog: {...dialog, isWrong: false}});
    if (this.#isLastTyped(dialog)) this.#hold();
    else this.#release();
  }

  /** Enter: presses the button, takes the typed text, or says that it does not match. */
  press(): void {
    const dialog = this.#dialog();
    if (!dialog) return;
    if (dialog.stage === 'ask') {
      if (dialog.button === 'send') this.#agreed(dialog);
      else this.cancel();
      return;
    }
    const engine = this.#engine();
    if (dialog.stage === 'second' && dialog.agreedBy !== null && engine) this.#prove(dialog, engine.session);
    if (dialog.stage !== 'type') return;
    const proof = dialog.action.typed[dialog.typed.length];
    if (textOf(dialog.field) !== proof?.text) {
      this.#store.dispatch({type: 'replace', dialog: {...dialog, isWrong: true}});
      return;
    }
    const typed = [...dialog.typed, proof.text];
    const next = {...dialog, typed, field: textField()};
    if (typed.length < dialog.action.typed.length) this.#store.dispatch({type: 'replace', dialog: next});
    else this.#agreed(next);
  }

  /** `y`: agrees where nothing is to be typed. */
  agree(): void {
    const dialog = this.#dialog();
    if (dialog?.stage === 'ask') this.#agreed(dialog);
  }

  /**
   * Nothing is sent. An action that waits for its slot is taken back, and its dialog tells so; for one that is under way the
   * dialog closes, and none of its further requests is sent.
   */
  cancel(): void {
    const dialog = this.#dialog();
    if (!dialog) return;
    if (dialog.stage === 'sending' && this.#engine()?.runner.withdraw(dialog.action)) return;
    // Whoever thought better of it finds the form again, with what it held.
    if (dialog.again && dialog.stage !== 'sending') this.#store.dispatch({type: 'replace', dialog: dialog.again()});
    else this.#store.dispatch({type: 'close'});
    if (dialog.stage === 'sending') return;
    this.#countdown?.abort();
    this.#second?.stop();
    this.#release();
    void this.#engine()?.runner.cancelled(dialog.action);
  }

  /** The screen is left: whatever counts down is not sent. */
  abandon(): void {
    this.#countdown?.abort();
    this.#second?.stop();
    this.#release();
    const dialog = this.#dialog();
    if (dialog && dialog.stage !== 'sending') void this.#engine()?.second?.close(dialog.action);
  }

  /** The operator has agreed, and typed everything: a second person is asked, where the profile wants one. */
  #agreed(dialog: DialogOf<'confirm'>): void {
    const engine = this.#engine();
    if (!engine) return;
    const {action} = dialog;
    if (!engine.second?.isNeeded(action)) {
      this.#prove(dialog, engine.session);
      return;
    }
    this.#release();
    this.#second = waitForSecond(engine.second, action, {
      onAsked: request => {
        if (this.#dialog()?.action.id !== action.id) return;
        this.#store.dispatch({type: 'replace', dialog: {...dialog, stage: 'second', request}});
      },
      // Whoever waited for it may have gone away: it goes on by a key of theirs.
      onAgreed: agreedBy => {
        const now = this.#dialog();
        if (now?.stage !== 'second' || now.action.id !== action.id) return;
        this.#store.dispatch({type: 'replace', dialog: {...now, agreedBy}});
      },
      onProblem: words => {
        void engine.runner.cancelled(action);
        this.#ended(action, {stage: 'not-sent', words, nextStep: 'Nothing left this machine.', rows: []});
      },
    });
  }

  /** Everything was agreed to: the countdown begins, or there is none. */
  #prove(dialog: DialogOf<'confirm'>, session: TenantSession): void {
    const at = stampOf(session.clock);
    if (dialog.action.typed.length > 0) this.#proven = {actionId: dialog.action.id, at};
    if (dialog.action.countdownMs > 0) void this.#countDown(dialog, session, at.mono);
    else this.#send(dialog);
  }

  async #countDown(
    dialog: DialogOf<'confirm'>,
    {clock, budget}: Pick<TenantSession, 'clock' | 'budget'>,
    provenAt: number,
  ): Promise<void> {
    const countdown = new AbortController();
    this.#countdown = countdown;
    const endsAt = provenAt + dialog.action.countdownMs;
    let isHeld = false;
    this.#release();
    for (let left = dialog.action.countdownMs; left > 0; left = endsAt - clock.now()) {
      // Something else lies over it: nobody sees it, and no key would cancel it.
      if (this.#dialog()?.action.id !== dialog.action.id) return;
      // A poll in the last slot before the end would keep the act waiting; the slots before it are free for polls.
      const held = budget.interval + AHEAD_MS;
      if (!isHeld && left <= held) {
        budget.hold(left + COUNTDOWN_GRACE_MS, HOLD_REASON);
        isHeld = true;
      }
      this.#store.dispatch({
        type: 'replace',
        dialog: {...dialog, stage: 'countdown', secondsLeft: Math.ceil(left / SECOND_MS)},
      });
      const untilHold = isHeld ? left : left - held;
      const untilTick = left - (Math.ceil(left / SECOND_MS) - 1) * SECOND_MS;
      try {
        await clock.sleep(Math.min(untilHold, untilTick), countdown.signal);
      } catch {
        return;
      }
    }
    const now = this.#dialog();
    if (now?.stage === 'countdown' && now.action.id === dialog.action.id) this.#send(now);
  }

  #send(dialog: DialogOf<'confirm'>): void {
    const engine = this.#engine();
    if (!engine) return;
    const {runner, session} = engine;
    const left = deferred<void>();
    // Drawing takes as long as a round trip: the request leaves first, unless something keeps it waiting.
    this.#store.hush(Promise.race([left.promise, session.clock.sleep(DRAWN_AFTER_MS)]));
    this.#store.dispatch({type: 'replace', dialog: {...dialog, stage: 'sending', secondsLeft: 0}});
    // The key that agreed allows a hold of its own: the audit log is written before the act asks for its slot. The hold
    // stays until the act has left; polls resume behind it at the usual spacing.
    this.#hold();
    const {action, typed} = dialog;
    const provenAt = this.#proven?.actionId === action.id ? this.#proven.at : null;
    void runner
      .run(action, {confirmed: action.id, typed, provenAt}, () => {
        left.resolve();
        this.#releaseAfter(action);
      })
      .then(result => this.#ended(action, result))
      .finally(() => {
        left.resolve();
        this.#releaseAfter(action);
      });
  }

  /** Ends the hold of an action that has left, unless another confirmation has begun to hold meanwhile. */
  #releaseAfter(action: PreparedAction): void {
    const dialog = this.#dialog();
    if (!dialog || dialog.action.id === action.id) this.#release();
  }

  #ended(action: PreparedAction, result: ActionResult): void {
    // Marks have done their work; left behind, they would be what the next act is for.
    if (result.stage === 'accepted' && action.targets.some(({kind}) => kind === 'agent')) {
      this.#store.dispatch({type: 'panel', panel: 'agents', event: {type: 'clear-marks'}});
    }
    const dialog = this.#dialog();
    if (dialog?.action.id !== action.id) return;
    const {again, onEnd} = dialog;
    if (onEnd && result.stage === 'accepted') {
      this.#store.dispatch({type: 'close'});
      onEnd(result);
      return;
    }
    this.#store.dispatch({
      type: 'replace',
      dialog: again
        ? resultDialog(action.title, result, again)
        : {kind: 'result', title: action.title, result, scroll: 0},
    });
  }

  /** Whether the next key may be the one that sends. */
  #isNextToSend(dialog: DialogOf<'confirm'>): boolean {
    if (dialog.stage === 'type') return this.#isLastTyped(dialog);
    return dialog.stage === 'ask' || (dialog.stage === 'second' && dialog.agreedBy !== null);
  }

  #isLastTyped(dialog: DialogOf<'confirm'>): boolean {
    const {typed} = dialog.action;
    return dialog.typed.length === typed.length - 1 && textOf(dialog.field) === typed.at(-1)?.text;
  }

  #dialog(): DialogOf<'confirm'> | null {
    const dialog = topDialog(this.#store.get());
    return dialog?.kind === 'confirm' ? dialog : null;
  }

  #hold(): void {
    this.#engine()?.session.budget.hold(LONGEST_HOLD_MS, HOLD_REASON);
  }

  #release(): void {
    this.#engine()?.session.budget.release();
  }
}
