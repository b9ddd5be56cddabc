import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {readCaFile} from '../../source/settings/ca-file.js';
import {chooseProxy} from '../../source/settings/choose-proxy.js';
import {SELF_SIGNED} from '../api/self-signed.js';

const BASE = 'https://acme.example.com/apps/api/v1';

describe('chooseProxy', () => {
  test('HTTPS_PROXY and NO_PROXY, the lower-case names first, for https alone', () => {
    expect(chooseProxy({}, BASE)).toBeNull();
    const upper = {HTTPS_PROXY: 'http://one.example.com:3128', NO_PROXY: '.example.org'};
    expect(chooseProxy(upper, BASE)).toEqual({url: 'http://one.example.com:3128/', except: '.example.org'});
    expect(chooseProxy({...upper, https_proxy: 'http://two.example.com'}, BASE)?.url).toBe('http://two.example.com/');
    expect(chooseProxy(upper, 'http://127.0.0.1:4000/apps/api/v1')).toBeNull();
  });

  test.each(['one.example.com:3128', 'socks5://u:hunter2@x', 'nonsense'])('%s is refused without being shown', text => {
    expect(() => chooseProxy({HTTPS_PROXY: text}, BASE)).toThrow(/^HTTPS_PROXY takes the address of a proxy, such as/);
    try {
      chooseProxy({HTTPS_PROXY: text}, BASE);
    } catch (error) {
      expect(String(error)).not.toContain('hunter2');
    }
  });
});

describe('readCaFile', () => {
  const written = (text: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'floorwalker-ca-'));
    onTestFinished(() => rmSync(folder, {recursive: true}));
    const path = join(folder, 'ca.pem');
    writeFileSync(path, text);
    return path;
  };

  test('takes every certificate of a file, and leaves what stands between', async () => {
    const path = written(`# ours\n${SELF_SIGNED.cert}\ntext\n${SELF_SIGNED.cert}\n`);
    expect(await readCaFile(path, 'caFile')).toHaveLength(2);
  });

  test('says what is wrong with one', async () => {
    await expect(readCaFile('/nonexistent/ca.pem', 'caFile')).rejects.toThrow(/^caFile: .* cannot be read \(ENOENT\)/);
    await expect(readCaFile(written(SELF_SIGNED.key), 'caFile')).rejects.toThrow(/holds no certificate/);
    const broken = SELF_SIGNED.cert.replace('MIIB', 'AAAA');
    await expect(readCaFile(written(broken), 'caFile')).rejects.toThrow(/certificate 1 in .* cannot be read/);
  });
});
