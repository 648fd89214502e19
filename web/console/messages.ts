import { baseCompile } from '@intlify/message-compiler';
import type { Plugin } from 'vite';

type Messages = { [key: string]: string | Messages };

function compiled(messages: Messages, path: string): object {
  const entries = Object.entries(messages).map(([key, message]) => {
    const at = path ? `${path}.${key}` : key;
    return [key, typeof message === 'string' ? treeOf(message, at) : compiled(message, at)];
  });
  return Object.fromEntries(entries);
}

function treeOf(message: string, at: string): object {
  const onError = (): never => {
    throw new Error(`the sentence ${at} does not parse: ${message}`);
  };
  return baseCompile(message, { jit: true, minify: true, onError }).ast;
}

/** Turns the sentences under src/locales into their syntax trees, so that no compiler reaches the browser. */
export function precompiledMessages(): Plugin {
  return {
    name: 'precompiled-messages',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/locales\/[^/]+\.json$/ },
      handler: (source) => ({ code: JSON.stringify(compiled(JSON.parse(source) as Messages, '')), map: null }),
    },
  };
}
