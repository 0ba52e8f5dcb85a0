#!/usr/bin/env node
import 'reflect-metadata';
import { runCli } from './cli/cli.js';
import { bearGoneReaders } from './cli/print.js';
import { makeAllYoung } from './process/no-early-tenure.js';

makeAllYoung();
bearGoneReaders();
process.exitCode = await runCli(process.argv);
