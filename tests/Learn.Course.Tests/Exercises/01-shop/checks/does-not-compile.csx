// The second line has a mistake.
return NoSuchThing;
