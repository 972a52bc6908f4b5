import { renameSync, symlinkSync, unlinkSync } from 'node:fs'

/**
 * Flips `gate` between a directory and a link that leads out of the root, as fast as it can, until standard input ends.
 * A process of its own: its system calls run beside those that are attacked.
 */
const [root = '', outside = ''] = process.argv.slice(2)
process.chdir(root)
let going = true
process.stdin.on('end', () => (going = false)).resume()
process.stdout.write('flipping\n')
flip()

function flip(): void {
  for (let n = 0; n < 200; n++) {
    renameSync('gate', 'parked')
    symlinkSync(outside, 'gate')
    unlinkSync('gate')
    renameSync('parked', 'gate')
  }
  if (going) setImmediate(flip)
}
