import { closeSync, constants, fchmodSync, openSync, readFileSync, rmSync, unlinkSync, writeSync } from 'node:fs'
import { Lease } from '../core/lease.ts'
import { err, ok, type Result } from '../core/result.ts'

/** O_EXCL and O_NOFOLLOW: what stands at this path afterwards is a file that we made, even in a shared directory. */
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW

/**
 * Writes `-g`. Call it once the listeners are open: then a start that fails has touched nothing, where the reference
 * removes the running server's file (quirk 9). Disposing removes the file if it is still ours.
 */
export function writePidFile(path: string, pid = process.pid): Result<Lease, string> {
  const content = `${pid}\n`
  try {
    rmSync(path, { force: true })
    const fd = openSync(path, NEW_FILE, 0o644)
    try {
      fchmodSync(fd, 0o644) // whatever the umask of the caller
      writeSync(fd, content)
    } finally {
      closeSync(fd)
    }
    return ok(new Lease(() => removeOwn(path, content)))
  } catch (error) {
    return err(`Unable to write the pid file ${path}: ${(error as Error).message}; choose another path with -g`)
  }
}

/** Another server may have replaced the file since. */
function removeOwn(path: string, content: string): void {
  try {
    if (readFileSync(path, 'latin1') === content) unlinkSync(path)
  } catch {
    // Already gone, or no longer ours to read or remove.
  }
}
