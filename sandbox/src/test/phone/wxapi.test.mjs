import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Problem, WxApi, addressOf, readableAt } from '../../main/resources/io/kabao/sandbox/phone/wxapi.mjs';

const answering = (status, body, headers = {}) => {
  const seen = [];
  const send = async (path, request) => {
    seen.push({ path, ...request });
    return new Response(body, { status, headers });
  };
  return { seen, api: new WxApi({ language: 'zh', send }) };
};

describe('Calls of wx-api', () => {
  it('go through the sandbox with the session and the language', async () => {
    const { seen, api } = answering(200, '{"items":[]}');
    api.token = 'abc';
    assert.deepEqual(await api.get('/wx/cards'), { items: [] });
    assert.equal(seen[0].path, '/phone/wx-api/wx/cards');
    assert.equal(seen[0].headers.Authorization, 'Bearer abc');
    assert.equal(seen[0].headers['Accept-Language'], 'zh');
    assert.equal(seen[0].body, undefined);
  });

  it('that are refused say so in the words and code of the problem', async () => {
    const { api } = answering(429, '{"code":"TOO_MANY","title":"太频繁","detail":"请 1 分钟后再试。"}', { 'Retry-After': '60' });
    await assert.rejects(api.post('/wx/sms-codes', {}), (error) => {
      assert.ok(error instanceof Problem);
      assert.deepEqual([error.status, error.code, error.message, error.retryAfter], [429, 'TOO_MANY', '请 1 分钟后再试。', 60]);
      return true;
    });
  });

  it('that are answered by no problem at all still say their status', async () => {
    const { api } = answering(502, '<html>');
    await assert.rejects(api.get('/wx/cards'), { message: 'HTTP 502', code: '' });
    assert.deepEqual(await answering(204, null).api.post('/wx/sms-codes', {}), {});
  });
});

describe('Pictures and pages', () => {
  const base = 'http://127.0.0.1:8081';
  const own = 'http://127.0.0.1:8083';

  it('are found by address or by path', () => {
    assert.equal(addressOf('/m/terms', base), 'http://127.0.0.1:8081/m/terms');
    assert.equal(addressOf('https://cdn.example/a.png', base), 'https://cdn.example/a.png');
  });

  it('can be read where they come from WeChat or from wx-api, and nowhere else', () => {
    assert.equal(readableAt(`${own}/cgi-bin/showqrcode?ticket=a%3D`, base, own), '/cgi-bin/showqrcode?ticket=a%3D');
    assert.equal(readableAt('/wx/follow/1.png?v=2', base, own), '/phone/wx-api/wx/follow/1.png?v=2');
    assert.equal(readableAt(`${base}/m/logo.png`, base, own), null);
    assert.equal(readableAt('https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=a', base, own), null);
  });
});
