import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { renderMan } from './render-man.ts'
import { withFlagTable } from './render-readme.ts'

interface Generated {
  readonly path: string
  readonly text: string
}

/** The files of the repository at `root` whose text follows from the table of flags. */
export function generated(root: string): readonly Generated[] {
  const readme = join(root, 'README.md')
  return [
    { path: join(root, 'man', 'pure-ftpd.8'), text: renderMan() },
    ...(existsSync(readme) ? [{ path: readme, text: withFlagTable(readFileSync(readme, 'utf8')) }] : []),
  ]
}

const isCurrent = ({ path, text }: Generated): boolean => existsSync(path) && readFileSync(path, 'utf8') === text

/** Paths whose text is no longer what the table says. */
export const drifted = (root: string): readonly string[] =>
  generated(root)
    .filter((file) => !isCurrent(file))
    .map(({ path }) => path)

/** `npm run generate`, from the repository; with `--check` nothing is written and drift is a failure. */
function main(argv: readonly string[], root: string): number {
  const paths = drifted(root)
  const check = argv.includes('--check')
  if (!check) for (const { path, text } of generated(root)) writeFileSync(path, text)
  for (const path of paths) console.log(`${check ? 'out of date' : 'written'}: ${path}`)
  return check && paths.length > 0 ? 1 : 0
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] ?? '')).href) {
  process.exitCode = main(process.argv.slice(2), process.cwd())
}
