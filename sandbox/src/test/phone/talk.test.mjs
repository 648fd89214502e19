import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cardOf, codeIn, conversation, kindOf, lineOf, masked, miniTarget, pieces } from '../../main/resources/io/kabao/sandbox/phone/talk.mjs';

describe('A conversation', () => {
  it('shows links of a text as links and never as markup', () => {
    assert.deepEqual(pieces('欢迎！<a href="http://127.0.0.1:8081/m/claim?scene=a&amp;b=1">点此领卡</a>，谢谢'), [
      { text: '欢迎！' },
      { text: '点此领卡', href: 'http://127.0.0.1:8081/m/claim?scene=a&b=1' },
      { text: '，谢谢' },
    ]);
    assert.deepEqual(pieces('<img src=x onerror=alert(1)>'), [{ text: '<img src=x onerror=alert(1)>' }]);
    assert.deepEqual(pieces("<a href='#'><b>x</b></a>"), [{ text: 'x', href: '#' }]);
  });

  it('finds bare addresses up to a blank or a Chinese stop', () => {
    assert.deepEqual(pieces('打开 https://shop.example/m/c。'), [
      { text: '打开 ' },
      { text: 'https://shop.example/m/c', href: 'https://shop.example/m/c' },
      { text: '。' },
    ]);
  });

  it('finds links into mini-programs', () => {
    const [link] = pieces('<a data-miniprogram-appid="wx1" data-miniprogram-path="pages/claim/index?scene=s7" href="https://x.example">领卡</a>');
    assert.deepEqual(link, { text: '领卡', mini: { appId: 'wx1', path: 'pages/claim/index?scene=s7' } });
    assert.deepEqual(miniTarget('wx1', link.mini.path), { appId: 'wx1', page: 'pages/claim/index', query: { scene: 's7' } });
    assert.deepEqual(miniTarget('wx1', '/pages/home'), { appId: 'wx1', page: 'pages/home', query: {} });
  });

  it('opens codes and links of WeChat by scanning, pages in the browser, and nothing else at all', () => {
    assert.equal(kindOf('https://wxaurl.cn/abc'), 'SCAN');
    assert.equal(kindOf('http://weixin.qq.com/q/abc'), 'SCAN');
    assert.equal(kindOf('weixin://dl/business/?t=abc'), 'SCAN');
    assert.equal(kindOf('http://127.0.0.1:8081/m/'), 'PAGE');
    assert.equal(kindOf('javascript:alert(1)'), 'NONE');
    assert.equal(kindOf('data:text/html,x'), 'NONE');
  });

  it('puts what was done before what it led to, and leaves out what concerns another app', () => {
    const pushes = [
      { fields: { MsgType: 'event', Event: 'subscribe', CreateTime: '1' }, attempts: [{ at: '2026-01-01T00:00:01.100Z', outcome: 'REPLIED' }] },
      { fields: { MsgType: 'text', Content: '会员卡', CreateTime: '2' }, attempts: [{ at: '2026-01-01T00:00:01.300Z', outcome: 'REPLIED' }] },
      { fields: { MsgType: 'event', Event: 'TEMPLATESENDJOBFINISH', CreateTime: '2' }, attempts: [] },
    ];
    const messages = [
      { appId: 'a', at: '2026-01-01T00:00:01.200Z', text: '欢迎', type: 'text' },
      { appId: 'b', at: '2026-01-01T00:00:01.250Z', text: '别处', type: 'text' },
      { appId: 'a', at: '2026-01-01T00:00:01.4Z', text: '点此领卡', type: 'text' },
    ];
    const said = conversation('a', messages, pushes).map(({ side, note, text }) => note ?? `${side} ${text}`);
    assert.deepEqual(said, ['followed', 'IN 欢迎', 'OUT 会员卡', 'IN 点此领卡']);
  });

  it('shows news and templates with where they lead', () => {
    const news = { kind: 'PASSIVE', type: 'news', content: { 'Articles.item.Title': '领卡', 'Articles.item.Url': 'http://x' } };
    assert.equal(cardOf(news).href, 'http://x');
    assert.equal(lineOf(news), '领卡');
    const custom = { kind: 'CUSTOM', type: 'news', content: { articles: [{ title: '领卡', url: 'http://y' }] } };
    assert.equal(cardOf(custom).href, 'http://y');
    const template = { kind: 'TEMPLATE', type: 'template', content: { thing1: { value: '会员卡' }, template_id: 't', url: 'http://z' } };
    assert.deepEqual([cardOf(template).rows, cardOf(template).href], [['会员卡'], 'http://z']);
    assert.equal(cardOf({ kind: 'PASSIVE', type: 'text', content: {} }), null);
  });

  it('knows the code of a short message and hides a number as people expect', () => {
    assert.equal(codeIn({ params: { product: '木棉', code: '482913' } }), '482913');
    assert.equal(codeIn({ params: { number: '1234' } }), '1234');
    assert.equal(codeIn({ params: { product: '木棉' } }), null);
    assert.equal(masked('13800000001'), '138****0001');
  });
});
