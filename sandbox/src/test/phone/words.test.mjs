import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { WORDS, languageOf, t } from '../../main/resources/io/kabao/sandbox/phone/words.mjs';

const sources = new URL('../../main/resources/io/kabao/sandbox/phone/', import.meta.url);
const code = readdirSync(sources)
  .filter((name) => name.endsWith('.mjs') && name !== 'words.mjs')
  .map((name) => readFileSync(new URL(name, sources), 'utf8'))
  .join('\n');

describe('The words of the page', () => {
  it('are there in both languages', () => {
    assert.deepEqual(Object.keys(WORDS.en).sort(), Object.keys(WORDS.zh).sort());
  });

  it('are all asked for, and what is asked for is there', () => {
    const made = /^(tab[A-Z]\w+|try\d|CLAIMED|ACTIVE|FROZEN|CANCELLED|TERMS|PRIVACY)$/;
    const ofSandbox = /\s/;
    const idle = Object.keys(WORDS.zh).filter((name) => !made.test(name) && !ofSandbox.test(name) && !code.includes(`'${name}'`));
    assert.deepEqual(idle, []);
    const asked = [...code.matchAll(/\bt\('(\w+)'/g)].map((match) => match[1]);
    assert.deepEqual(asked.filter((name) => !(name in WORDS.zh)), []);
  });

  it('are Chinese unless the browser prefers English', () => {
    assert.equal(languageOf(['zh-CN', 'en']), 'zh');
    assert.equal(languageOf(['en-GB', 'zh']), 'en');
    assert.equal(languageOf(['fr', 'en-US']), 'en');
    assert.equal(languageOf(['fr']), 'zh');
    assert.equal(languageOf([]), 'zh');
  });

  it('take values, and what has no words is said itself', () => {
    assert.ok(t('noWxApi', 'http://127.0.0.1:8081').includes('http://127.0.0.1:8081'));
    assert.equal(t('此领卡码已停用'), '此领卡码已停用');
  });
});
