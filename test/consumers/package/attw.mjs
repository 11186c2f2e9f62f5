import { runCommand } from '../run-command.mjs'

/**
 * "Are the types wrong?" finds nothing, save that `require` gets an ES module: that is meant, and
 * works in every Node that the package allows.
 */
export function typesRight({ repo, tarball }) {
  const attw = 'node_modules/@arethetypeswrong/cli/dist/index.js'
  runCommand(
    repo,
    process.execPath,
    ...[attw, tarball, '--ignore-rules', 'cjs-resolves-to-esm', '--format', 'ascii', '--no-emoji'],
  )
}
