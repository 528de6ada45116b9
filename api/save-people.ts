import type { Person, Team } from '../db/people-repository.ts';
import { notFound } from '../domain/failures.ts';
import type { RouteDeps } from './ports.ts';
import { ApiFailure, InvalidFields } from './problem.ts';

/** Changes of teams and people, with what is refused in the words of the API. */

interface Saved<T> {
  added: boolean;
  view: T;
}

/** @throws AlreadyThere, RegionTaken, TeamInUse */
export async function saveTeam({ people }: RouteDeps, team: Team, isNew = false): Promise<Saved<Team>> {
  const saved = await people.saveTeam(team, { isNew });
  switch (saved.outcome) {
    case 'conflicting':
      throw alreadyThere('team', team.teamId);
    case 'region-taken':
      throw new ApiFailure(
        'RegionTaken',
        `Region ${team.region} is team ${saved.by}'s; give that team another region first`,
      );
    case 'in-use':
      throw new ApiFailure(
        'TeamInUse',
        `Team ${team.teamId} has people who are active; deactivate them or move them to another team first`,
      );
    default:
      return { added: saved.outcome === 'added', view: team };
  }
}

/** @throws AlreadyThere, InvalidInput for a team that cannot take them */
export async function savePerson({ people, clock }: RouteDeps, person: Person, isNew = false) {
  const saved = await people.savePerson(person, { isNew, now: clock.now() });
  switch (saved.outcome) {
    case 'conflicting':
      throw alreadyThere('user', person.userId);
    case 'no-team':
      throw new InvalidFields([{ field: 'team', message: `${person.teamId} is not a team` }]);
    case 'team-inactive':
      throw new InvalidFields([
        { field: 'team', message: `${person.teamId} is not active: activate it first` },
      ]);
    default:
      return { added: saved.outcome === 'added', tasksMoved: saved.tasksMoved };
  }
}

/** @throws NotFound */
export async function teamOf({ people }: RouteDeps, teamId: string): Promise<Team> {
  const team = await people.team(teamId);
  if (!team) throw notFound(`there is no team ${teamId}`);
  return team;
}

/** @throws NotFound */
export async function personOf({ people }: RouteDeps, userId: string) {
  const person = await people.person(userId);
  if (!person) throw notFound(`there is no user ${userId}`);
  return person;
}

function alreadyThere(what: 'team' | 'user', id: string): ApiFailure {
  return new ApiFailure(
    'AlreadyThere',
    `There is a ${what} ${id} already; change it by PUT /v1/${what}s/${id}`,
  );
}
