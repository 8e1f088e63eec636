import { describe, expect, it } from 'vitest';
import { tidy } from '../../web/lib/html/tidy.ts';

describe('tidy', () => {
  it('takes out the marks of hydration', () => {
    expect(tidy('<!--[--><p><!--1x9f-->a<!----></p><!--[-1--><!--]--><!>')).toBe('<p>a</p>');
  });

  it('takes out the style sheets that are inlined', () => {
    const link = '<link href="a.css" rel="stylesheet" disabled media="(max-width: 0)">';
    expect(tidy(`<head>${link}<link rel="icon" href="/i.svg"/>\n\t\t\n</head>`)).toBe(
      '<head><link rel="icon" href="/i.svg">\n  </head>',
    );
  });

  it('writes switches and void elements the short way', () => {
    expect(tidy('<input type="checkbox" checked="" value=""/>')).toBe(
      '<input type="checkbox" checked value="">',
    );
    expect(tidy('<nav id="menu" popover=""><br /></nav>')).toBe(
      '<nav id="menu" popover><br></nav>',
    );
  });

  it('leaves texts and values as they are', () => {
    const page = '<p title="a/> open=b">5 > 3 open="" /></p><textarea>a  \n</textarea>';
    expect(tidy(page)).toBe(page);
    expect(tidy('<input value="x/>y" />')).toBe('<input value="x/>y">');
  });

  it('leaves a page alone whose script needs the marks', () => {
    const page = '<!--[--><script src="a.js"></script><!--]-->';
    expect(tidy(page)).toBe(page);
  });
});
