import type * as z from 'zod';
import { buildOperations } from './contract/build.ts';
import { copiesOperations } from './contract/copies.ts';
import { cleaningOperations } from './contract/cleaning.ts';
import { customersOperations } from './contract/customers.ts';
import { deriveOperations } from './contract/derive.ts';
import { featuresOperations } from './contract/features.ts';
import { notesOperations } from './contract/notes.ts';
import { identityOperations } from './contract/identity.ts';
import { dictionaryOperations } from './contract/dictionary.ts';
import { exploreOperations } from './contract/explore.ts';
import type { Operation } from './contract/operation.ts';
import { personasOperations } from './contract/personas.ts';
import { recipesOperations } from './contract/recipes.ts';
import { segmentsOperations } from './contract/segments.ts';
import { sourcesOperations } from './contract/sources.ts';
import { workspaceOperations } from './contract/workspace.ts';

/** The one operation map. It is data: tests, command-line help and the audit trail walk it. */
export const contract = {
  ...workspaceOperations,
  ...copiesOperations,
  ...dictionaryOperations,
  ...sourcesOperations,
  ...cleaningOperations,
  ...customersOperations,
  ...buildOperations,
  ...identityOperations,
  ...deriveOperations,
  ...featuresOperations,
  ...segmentsOperations,
  ...notesOperations,
  ...exploreOperations,
  ...personasOperations,
  ...recipesOperations,
} as const satisfies Record<string, Operation>;

/** Name of an operation. */
export type OpName = keyof typeof contract;
/** Input of an operation as callers write it (defaults may be left out). */
export type In<K extends OpName> = z.input<(typeof contract)[K]['input']>;
/** Input of an operation as handlers get it (parsed, defaults filled). */
export type Parsed<K extends OpName> = z.output<(typeof contract)[K]['input']>;
/** Output of an operation. */
export type Out<K extends OpName> = z.output<(typeof contract)[K]['output']>;
/** Whether a name is an operation of the contract. */
export const isOperation = (name: string): name is OpName => Object.hasOwn(contract, name);
