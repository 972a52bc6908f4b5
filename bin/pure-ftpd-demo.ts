#!/usr/bin/env node
import { main } from '../lib/programs/demo.ts'

process.exit(await main(process.argv.slice(2), process.env))
