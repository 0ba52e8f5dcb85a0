#!/usr/bin/env node
import 'reflect-metadata';
import { runCli } from './cli/cli.js';
import { bearGoneReaders } from './cli/print.js';

bearGoneReaders();
process.exitCode = await runCli(process.argv);
