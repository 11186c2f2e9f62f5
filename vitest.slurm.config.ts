import { defineConfig } from 'vitest/config'

// What needs a Slurm: the tests start one of their own, see test/slurm/cluster.ts.
export default defineConfig({
  test: {
    include: ['test/slurm/*.slurm.ts'],
    globalSetup: 'test/support/build.ts',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
})
