/**
 * What is assumed of a status before anything is learned. `stay`: mean seconds; `entered`: how often it is entered, relative
 * to the others; `next`: where most who leave it go, by name, as shares of 1 (the rest is spread by `entered`).
 */
export type Habit = {
  readonly stay: number;
  readonly entered: number;
  readonly next?: Readonly<Record<string, number>>;
};

const BACK = {available: 0.85};

/** Of a status in a contact centre by its platform name, in lower case. */
const HABITS: Readonly<Record<string, Habit>> = {
  offline: {stay: 14_400, entered: 0.4, next: {available: 0.8}},
  available: {stay: 90, entered: 6, next: {'in-call': 0.6, 'in-chat': 0.2}},
  'in-call': {stay: 240, entered: 4, next: {'wrap-up': 0.7, available: 0.15}},
  'in-chat': {stay: 400, entered: 2, next: {'wrap-up': 0.6, available: 0.25}},
  'wrap-up': {stay: 40, entered: 3, next: {available: 0.7, 'in-call': 0.1}},
  break: {stay: 600, entered: 0.6, next: BACK},
  meal: {stay: 1800, entered: 0.2, next: BACK},
  unavailable: {stay: 900, entered: 0.3, next: BACK},
  'missed call': {stay: 30, entered: 0.2, next: {available: 0.6, unresponsive: 0.2}},
  'missed chat': {stay: 30, entered: 0.2, next: {available: 0.6, unresponsive: 0.2}},
  unresponsive: {stay: 60, entered: 0.1, next: {available: 0.6}},
};
const OTHER: Habit = {stay: 900, entered: 0.2, next: BACK};

/** What is assumed of statuses that the profile does not list, taken together. */
export const UNLISTED: Habit = {stay: 900, entered: 0.05};

/** What is assumed of a status with this name, whatever its case. */
export const habitOf = (name: string): Habit => HABITS[name.toLowerCase()] ?? OTHER;
