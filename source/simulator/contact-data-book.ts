import {createBoundedMap} from './bounded-map.js';

/** The record of a customer whom an outside dialler has connected, as it was handed over. */
export type ContactData = {readonly callId: string; readonly agentId: number; readonly record: unknown};

/** The latest records, by the dialler's call id. */
export type ContactDataBook = {readonly add: (data: ContactData) => void; readonly size: () => number};

const MOST_KEPT = 1000;

/** An empty book. */
export function createContactDataBook(): ContactDataBook {
  const records = createBoundedMap<string, ContactData>(MOST_KEPT);
  return {add: data => records.set(data.callId, data), size: records.size};
}
