import { describe, expect, it } from 'vitest';
import { tidy } from '../../../web/lib/html/tidy.ts';
import { allowOwnScript } from '../../../web/lib/security/headers.ts';

describe('the page with a script', () => {
  it('may run files of this origin and talk to it, and nothing else', () => {
    const headers = new Headers({ 'content-security-policy': "default-src 'none'" });
    allowOwnScript(headers);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'self'",
    );
  });

  it('gets no policy where there is none, as while developing', () => {
    const headers = new Headers();
    allowOwnScript(headers);
    expect(headers.has('content-security-policy')).toBe(false);
  });

  it('is tidied, since a file of ours reads no marks', () => {
    expect(tidy('<!--[--><script src="/inbox.js" defer=""></script><!--]-->')).toBe(
      '<script src="/inbox.js" defer></script>',
    );
  });
});
