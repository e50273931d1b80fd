import type { Plugin } from 'vite';
import { pagePolicy } from './security-headers.ts';

/**
 * Puts the content security policy into the built pages themselves, for hosts that send no headers. The development server's
 * own scripts would not run under it.
 */
export function pagePolicyBuild(): Plugin {
  return {
    name: 'page-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: pagePolicy() }, injectTo: 'head-prepend' },
    ],
  };
}
