#!/usr/bin/env node
import { start } from './kit.js'

await start("cli")
