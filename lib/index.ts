/** For programs that start the server themselves: flags in, a running server out. */
export { type RuntimeConfig } from './config/runtime-config.ts'
export { openKernel } from './kernel/open-kernel.ts'
export { type Server, type ServerOptions, type StartError, startServer } from './server/server.ts'
