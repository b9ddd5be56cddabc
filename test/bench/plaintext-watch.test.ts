import {describe, expect, test} from 'vitest';
import {watchPlaintext} from '../../bench/fault-campaign/plaintext-watch.js';

describe('what others on the way can read', () => {
  test.each([
    ['a token', ['GET / HTTP/1.1\r\nx: s3cr3t']],
    ['a token in two pieces', ['CONNECT a:1\r\nx: s3c', 'r3t\r\n\r\n']],
    ['the header that carries one', ['CONNECT a:1 HTTP/1.1\r\nAuthorization: Basic Zm9v\r\n\r\n']],
  ])('%s is found, and told once', (_, pieces) => {
    const watch = watchPlaintext(['s3cr3t']);
    const see = watch.stream('the proxy');
    for (const piece of [...pieces, ...pieces]) see(Buffer.from(piece));
    expect(watch.breaches()).toEqual(['credentials were readable for the proxy']);
  });

  test('two connections are no one stream, and a tunnel is nothing', () => {
    const watch = watchPlaintext(['s3cr3t']);
    watch.stream('the proxy')(Buffer.from('CONNECT localhost:1 HTTP/1.1\r\nx: s3c'));
    watch.stream('the proxy')(Buffer.from('r3t'));
    expect(watch.breaches()).toEqual([]);
  });
});
