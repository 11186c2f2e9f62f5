import { defineConfig } from 'vitest/config'

// What needs a browser, and for the notebooks a JupyterLab.
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    globalSetup: 'test/support/build.ts',
    fileParallelism: false,
    testTimeout: 120_000,
  },
})
