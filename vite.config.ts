import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig(({ command }) => ({
  // Phones that get no updates any more must still understand the style sheet.
  build: { cssTarget: ['chrome90', 'firefox90', 'safari15'] },
  plugins: [
    sveltekit({
      adapter: adapter({ out: 'build' }),
      files: { src: 'web', assets: 'web/static' },
      // A page is one response: its style sheet travels inside it.
      inlineStyleThreshold: Number.MAX_SAFE_INTEGER,
      // A page may load its own inlined style sheet and images of this origin, and nothing else.
      // While developing, Vite's reload script has to run, so the policy applies to the build only.
      csp:
        command === 'build'
          ? {
              mode: 'hash',
              directives: {
                'default-src': ['none'],
                'style-src': [],
                'img-src': ['self'],
                'form-action': ['self'],
                'frame-ancestors': ['none'],
                'base-uri': ['none'],
              },
            }
          : {},
      // web/hooks.server.ts checks where a form comes from; it also knows about Sec-Fetch-Site.
      csrf: { trustedOrigins: ['*'] },
    }),
  ],
}));
