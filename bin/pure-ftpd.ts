#!/usr/bin/env node
import { main } from '../lib/programs/pure-ftpd.ts'

// Threads and sockets that are left over must not keep a server alive that has stopped.
process.exit(await main(process.argv.slice(2), process.env))
