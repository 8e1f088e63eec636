import { describe, expect, it } from 'vitest';
import { markForms } from '../../web/lib/session/kept-form.ts';

describe('the mark of a person', () => {
  it('is in every form that is sent, and nowhere else', () => {
    const page =
      '<form role="search"></form><form method="POST" action="?/a" novalidate><p>&lt;form method="POST"></p></form><form class="a" method="POST">';
    const input = '<input type="hidden" name="filled-by" value="m">';
    expect(markForms(page, 'm')).toBe(
      `<form role="search"></form><form method="POST" action="?/a" novalidate>${input}<p>&lt;form method="POST"></p></form><form class="a" method="POST">${input}`,
    );
  });
});
