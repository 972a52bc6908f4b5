import { FLAGS } from './flags.ts'
import { yargsOptions } from './yargs-options.ts'

/**
 * Completion is yargs' work: it knows the shells. It is loaded here only, because loading it takes longer than
 * everything else that a start does.
 */
async function parser() {
  const { default: yargs } = await import('yargs')
  return yargs()
    .scriptName('pure-ftpd')
    .help(false)
    .version(false)
    .parserConfiguration({ 'boolean-negation': false })
    .options(yargsOptions(FLAGS))
    .completion('completion', false)
}

/** The script that `--completion` prints: for bash, or the shell that SHELL names. */
export async function completionScript(): Promise<string> {
  let script = ''
  const asked = await parser()
  await asked.parse(['completion'], (_error: unknown, _argv: unknown, output: string) => {
    script = output
  })
  return script.replaceAll('pure-ftpd completion', 'pure-ftpd --completion')
}

/** What may stand where the cursor is: the answer to `--get-yargs-completions`, one word a line. */
export async function completionsFor(words: readonly string[]): Promise<readonly string[]> {
  const asked = await parser()
  return new Promise((resolve, reject) => {
    asked.getCompletion([...words], (error, found) => (error ? reject(error) : resolve(found ?? [])))
  })
}
