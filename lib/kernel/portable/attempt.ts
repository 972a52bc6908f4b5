import { err, ok, type Result } from '../../core/result.ts'
import { type KernelError, kernelError } from '../errno.ts'

/** A failed call of node:fs as an error value; other exceptions are bugs. */
export function attempt<T>(act: () => T): Result<T, KernelError> {
  try {
    return ok(act())
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (code === undefined || syscall === undefined) throw error
    return err(kernelError(code))
  }
}

/** For refusals that the system leaves to us. */
export const fail = (code: string): never => {
  throw Object.assign(new Error(code), { code, syscall: 'portable' })
}
