import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { expiryCalendar } from '../../../main/commands/expiry-calendar.ts';

const EXPIRES_AT = Date.UTC(2026, 11, 5, 15, 20);
const WRITTEN_AT = Date.UTC(2026, 10, 28, 15, 20);

function eventOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent');
  const [event] = events;
  if (event === undefined || events.length > 1) throw new Error('not one event');
  return { event: new ICAL.Event(event), component: event };
}

test('a calendar reads one event at the moment of the expiry', () => {
  const { event } = eventOf(expiryCalendar(EXPIRES_AT, WRITTEN_AT));
  expect(event.startDate.toJSDate().getTime()).toBe(EXPIRES_AT);
  expect(event.summary).toBe('NERD refresh token expires');
  expect(event.description).toContain('press Renew in NERD Tray');
});

test('it reminds two days and two hours before', () => {
  const { component } = eventOf(expiryCalendar(EXPIRES_AT, WRITTEN_AT));
  const triggers = component.getAllSubcomponents('valarm').map((alarm) => {
    expect(alarm.getFirstPropertyValue('action')).toBe('DISPLAY');
    return (alarm.getFirstPropertyValue('trigger') as ICAL.Duration).toSeconds();
  });
  expect(triggers).toEqual([-48 * 3600, -2 * 3600]);
});

test('saved twice it is the same event, of another week another one', () => {
  const uid = (expiresAt: number, writtenAt: number) => eventOf(expiryCalendar(expiresAt, writtenAt)).event.uid;
  expect(uid(EXPIRES_AT, WRITTEN_AT)).toBe(uid(EXPIRES_AT, WRITTEN_AT + 1000));
  expect(uid(EXPIRES_AT, WRITTEN_AT)).not.toBe(uid(EXPIRES_AT + 1000, WRITTEN_AT));
});

test('lines end and are folded as RFC 5545 has it', () => {
  const text = expiryCalendar(EXPIRES_AT, WRITTEN_AT);
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  for (const line of text.split('\r\n')) {
    expect(line).not.toContain('\n');
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  }
});
