import {EventEmitter} from 'node:events';
import type {Dispatcher} from 'undici';
import {describe, expect, test} from 'vitest';
import {startExchange} from '../../source/api/transport.js';
import {systemClock} from '../../source/lib/clock.js';

/** A dispatcher that does nothing by itself: the test plays undici. */
function standIn() {
  const handlers: Dispatcher.DispatchHandler[] = [];
  const aborted: Error[] = [];
  const emitter = new EventEmitter();
  const dispatcher = Object.assign(emitter, {
    dispatch: (_options: unknown, handler: Dispatcher.DispatchHandler) => handlers.push(handler) > 0,
  }) as unknown as Dispatcher;
  const controller = {abort: (error: Error) => aborted.push(error)} as unknown as Dispatcher.DispatchController;
  return {dispatcher, emitter, aborted, start: () => handlers[0]?.onRequestStart?.(controller, {})};
}

const request = {origin: 'http://127.0.0.1', path: '/', method: 'POST', headers: {}, body: '{}'};

describe('startExchange', () => {
  test('cancelled while a connection is made, it is not written when the connection is there', async () => {
    const {dispatcher, aborted, start} = standIn();
    const controller = new AbortController();
    const exchange = startExchange(dispatcher, systemClock, request, {signal: controller.signal});
    controller.abort();
    await expect(exchange.answer).rejects.toThrow('cancelled');
    await exchange.written;
    start();
    expect(aborted).toHaveLength(1);
    expect(exchange.times.writtenAt).toBeNull();
  });

  test('is never written a second time', async () => {
    const {dispatcher, aborted, start} = standIn();
    const exchange = startExchange(dispatcher, systemClock, request);
    start();
    await exchange.written;
    const {writtenAt} = exchange.times;
    start();
    expect(aborted).toHaveLength(1);
    expect(exchange.times.writtenAt).toBe(writtenAt);
  });

  test('tells whether a connection was made for it, and leaves no listener', () => {
    const {dispatcher, emitter, start} = standIn();
    const exchange = startExchange(dispatcher, systemClock, request);
    emitter.emit('connect');
    start();
    expect(exchange.times.connected).toBe(true);
    expect(emitter.listenerCount('connect')).toBe(0);
  });
});
