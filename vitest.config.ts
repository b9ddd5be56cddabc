import {defineConfig} from 'vitest/config';

export default defineConfig({
  // Vite would emit development JSX, which React's production build does not have.
  oxc: {jsx: {runtime: 'automatic', development: false}},
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // React's development build records a timing entry per render; the program never runs it, so tests do not either.
    env: {NODE_ENV: 'production', FORCE_COLOR: '1'},
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    // Nothing of the source lives at the level of modules, so that files may share them: loading them anew for each file
    // takes half as long again as the tests.
    isolate: false,
  },
});
