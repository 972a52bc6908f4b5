import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { greeting, Program, Scratch } from './program.ts'

/** The line that says how to connect. */
async function invitation(demo: Program): Promise<string> {
  while (!/^ftp:.*\n/m.test(demo.out)) await once(demo.child, 'text')
  return /^ftp:.*$/m.exec(demo.out)?.[0] ?? ''
}

test('npm start makes a directory and says how to connect to it', async () => {
  using scratch = new Scratch()
  await using demo = new Program('pure-ftpd-demo', ['-S', '127.0.0.1,0'], { cwd: scratch.path })
  const line = await invitation(demo)
  const [, port] =
    /^ftp:\/\/127\.0\.0\.1:(\d+)\/ \(anonymous\), files in \.\/pure-ftpd-demo; try: curl ftp:/.exec(line) ?? []
  assert.ok(port, line)
  assert.match(await greeting(Number(port)), /^220-/)
  assert.deepEqual(readdirSync(scratch.file('pure-ftpd-demo')), ['welcome.txt'])
  assert.equal(await demo.stop(), 0)
})

test('a directory from the environment is served as it is', async () => {
  using scratch = new Scratch()
  const env = { PURE_FTPD_DEMO_ROOT: scratch.path }
  await using demo = new Program('pure-ftpd-demo', ['-S', '127.0.0.1,0'], { cwd: scratch.path, env })
  assert.match(await invitation(demo), /files in \.;/)
  assert.deepEqual(readdirSync(scratch.path), [])
  assert.equal(existsSync(scratch.file('pure-ftpd-demo')), false)
  assert.equal(await demo.stop(), 0)
})

const onLinux = process.platform === 'linux' ? false : 'needs all of 127.0.0.0/8'

test("the user's -S replaces that of the demo, host included", { skip: onLinux }, async () => {
  using scratch = new Scratch()
  await using demo = new Program('pure-ftpd-demo', ['-S', '127.0.0.2,0'], { cwd: scratch.path })
  assert.match(await invitation(demo), /^ftp:\/\/127\.0\.0\.2:/)
})

test('wrong flags are told as by the server itself', async () => {
  using scratch = new Scratch()
  await using demo = new Program('pure-ftpd-demo', ['-c', '0'], { cwd: scratch.path })
  assert.equal(await demo.status(), 252)
  assert.match(demo.err, /Illegal user limit: 0/)
})
